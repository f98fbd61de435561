// Package pdfium takes the text out of PDF files with pdfium, compiled to WebAssembly: no
// C, no server. It is the only place that knows pdfium; what it hands on is plain values.
//
// pdfium runs in processes of its own, which are this program started again as a worker
// (see worker.go). A page on which pdfium hangs can so be given up: its worker is ended.
// Inside one process that cannot be done, because compiled WebAssembly does not stop for
// anybody, not even for the garbage collector, unless it is made three times slower.
package pdfium

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	pdf "github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// memoryPages bounds what one document may take up inside pdfium, in WebAssembly's pages
// of 64 KiB: 1 GiB.
const memoryPages = 1 << 14

// engine is pdfium, compiled, from which instances are made.
type engine struct {
	pool pdf.Pool
	// module is the instance that was made last.
	mu     sync.Mutex
	module api.Module
}

// newEngine compiles pdfium, or loads what was compiled before from the user's cache
// folder; without a cache this takes some seconds.
func newEngine() (*engine, error) {
	e := &engine{}
	memory := newMemories() // before compiling, so that it is new and nothing has to clear it
	config := wazero.NewRuntimeConfig().
		WithCoreFeatures(api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling).
		WithMemoryLimitPages(memoryPages)
	if cache := compilationCache(); cache != nil {
		config = config.WithCompilationCache(cache)
	}
	pool, err := webassembly.Init(webassembly.Config{
		// go-pdfium's own functions cost more than the calls of pdfium that they make. A
		// listener on pdfium's first call gives the module that all others are called on.
		Context: experimental.WithMemoryAllocator(
			experimental.WithFunctionListenerFactory(context.Background(), e), memory),
		MaxTotal: 2, MaxIdle: 1,
		RuntimeConfig: config,
		FSConfig:      wazero.NewFSConfig(), // no files
		Stdout:        io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, err
	}
	e.pool = pool
	return e, nil
}

// compilationCache keeps the compiled pdfium in the user's cache folder; nil where there
// is none that can be written.
func compilationCache() wazero.CompilationCache {
	dir, err := os.UserCacheDir()
	if err != nil {
		return nil
	}
	cache, err := wazero.NewCompilationCacheWithDir(filepath.Join(dir, "rijksgraaf", "pdfium"))
	if err != nil {
		return nil
	}
	return cache
}

// NewFunctionListener listens to nothing but the start of pdfium.
func (e *engine) NewFunctionListener(def api.FunctionDefinition) experimental.FunctionListener {
	for _, name := range def.ExportNames() {
		if name == "FPDF_InitLibrary" {
			return experimental.FunctionListenerFunc(func(_ context.Context, m api.Module, _ api.FunctionDefinition, _ []uint64, _ experimental.StackIterator) {
				e.module = m
			})
		}
	}
	return nil
}

// instance is one running pdfium with a memory of its own.
type instance struct {
	pdf       pdf.Pdfium
	module    api.Module
	functions map[string]api.Function
	stack     [8]uint64
	// scratch is a place in the module's memory for what a call gives back.
	scratch uint32
	// err is the first call that failed. After it, nothing of the instance can be trusted.
	err error
}

const scratchBytes = 64 << 10

func (e *engine) newInstance() (*instance, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	p, err := e.pool.GetInstance(time.Minute)
	if err != nil {
		return nil, err
	}
	i := &instance{pdf: p, module: e.module, functions: map[string]api.Function{}}
	if i.module == nil {
		p.Close()
		return nil, errors.New("pdfium did not start")
	}
	if i.scratch = uint32(i.call("malloc", scratchBytes)); i.scratch == 0 || i.err != nil {
		p.Close()
		return nil, errors.Join(errors.New("pdfium has no memory"), i.err)
	}
	return i, nil
}

func (i *instance) close() { i.pdf.Close() }

// call calls a function of pdfium; 0 after any call that failed.
func (i *instance) call(name string, params ...uint64) uint64 {
	f, ok := i.functions[name]
	if !ok {
		f = i.module.ExportedFunction(name)
		i.functions[name] = f
	}
	return i.callFunction(f, name, params...)
}

func (i *instance) callFunction(f api.Function, name string, params ...uint64) uint64 {
	if i.err != nil {
		return 0
	}
	if f == nil {
		i.err = fmt.Errorf("pdfium has no %s", name)
		return 0
	}
	copy(i.stack[:], params)
	if err := f.CallWithStack(context.Background(), i.stack[:]); err != nil {
		words, _, _ := strings.Cut(err.Error(), "\n") // the rest is where in WebAssembly
		i.err = fmt.Errorf("pdfium broke in %s (%s)", name, words)
		return 0
	}
	return i.stack[0]
}

// bytes gives a view of the module's memory, which holds until the next call.
func (i *instance) bytes(at, n uint32) []byte {
	b, ok := i.module.Memory().Read(at, n)
	if !ok && i.err == nil {
		i.err = errors.New("pdfium pointed outside its memory")
	}
	return b
}
