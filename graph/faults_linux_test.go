//go:build amd64 || arm64

package graph

import (
	"errors"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"unsafe"

	"rijksgraaf/model"
)

// refused is a system call that the kernel refuses: where mask is not 0, only with one of
// its bits set in the given argument.
type refused struct {
	call uint32
	arg  uint32
	mask uint32
}

var (
	fileSync  = []refused{{call: syscall.SYS_FSYNC}, {call: syscall.SYS_FDATASYNC}}
	fileWrite = []refused{{call: syscall.SYS_WRITE}, {call: syscall.SYS_PWRITE64}, {call: syscall.SYS_FTRUNCATE}}
	nameWrite = []refused{
		{call: syscall.SYS_RENAMEAT}, {call: syscall.SYS_UNLINKAT}, {call: syscall.SYS_MKDIRAT},
		{call: syscall.SYS_OPENAT, arg: 2, mask: syscall.O_WRONLY | syscall.O_RDWR | syscall.O_CREAT},
	}
)

// fault is something that a disk or its file system does wrong.
type fault struct {
	name  string
	errno syscall.Errno
	calls [][]refused
	code  model.Code
	words string // in the error
	// harmless is the write that needs nothing of what is refused.
	harmless string
}

var faults = []fault{
	{"disk full", syscall.ENOSPC, [][]refused{fileWrite}, model.CodeUnavailable, "the disk is full: make room", "delete figures"},
	{"quota used up", syscall.EDQUOT, [][]refused{fileWrite}, model.CodeUnavailable, "the disk is full: make room", "delete figures"},
	{"file too large", syscall.EFBIG, [][]refused{fileWrite}, model.CodeUnavailable, "the disk is full: make room", "delete figures"},
	{"read-only file system", syscall.EROFS, [][]refused{fileWrite, nameWrite}, model.CodeReadOnly, "make the folder writable", ""},
	{"failing fsync", syscall.EIO, [][]refused{fileSync}, model.CodeUnavailable, "the disk fails: look into the system's log", ""},
	{"failing disk", syscall.EIO, [][]refused{fileWrite, nameWrite, fileSync}, model.CodeUnavailable, "the disk fails: look into the system's log", ""},
}

// refuse makes the kernel refuse the calls to the current thread, for good, with a filter
// of seccomp.
func refuse(errno syscall.Errno, calls ...[]refused) error {
	const (
		load   = syscall.BPF_LD | syscall.BPF_W | syscall.BPF_ABS
		equal  = syscall.BPF_JMP | syscall.BPF_JEQ | syscall.BPF_K
		set    = syscall.BPF_JMP | syscall.BPF_JSET | syscall.BPF_K
		answer = syscall.BPF_RET | syscall.BPF_K

		allow, fail           = 0x7fff0000, 0x00050000 // SECCOMP_RET_ALLOW, SECCOMP_RET_ERRNO
		noNewPrivileges       = 38
		seccompFilter         = 2
		numberAt, argumentsAt = 0, 16 // in struct seccomp_data
	)
	var program []syscall.SockFilter
	for _, list := range calls {
		for _, c := range list {
			program = append(program, syscall.SockFilter{Code: load, K: numberAt})
			if c.mask == 0 {
				program = append(program, syscall.SockFilter{Code: equal, Jf: 1, K: c.call})
			} else {
				program = append(program, syscall.SockFilter{Code: equal, Jf: 3, K: c.call},
					syscall.SockFilter{Code: load, K: argumentsAt + 8*c.arg}, syscall.SockFilter{Code: set, Jf: 1, K: c.mask})
			}
			program = append(program, syscall.SockFilter{Code: answer, K: fail | uint32(errno)})
		}
	}
	program = append(program, syscall.SockFilter{Code: answer, K: allow})
	p := syscall.SockFprog{Len: uint16(len(program)), Filter: &program[0]}
	if _, _, errno := syscall.Syscall6(syscall.SYS_PRCTL, noNewPrivileges, 1, 0, 0, 0, 0); errno != 0 {
		return errno
	}
	if _, _, errno := syscall.Syscall(syscall.SYS_PRCTL, syscall.PR_SET_SECCOMP, seccompFilter, uintptr(unsafe.Pointer(&p))); errno != 0 {
		return errno
	}
	return nil
}

// onThreadOfItsOwn runs f on a thread that ends with it, and gives f's error.
func onThreadOfItsOwn(f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocks it, so that the thread ends
		done <- f()
	}()
	return <-done
}

// during runs f while the fault lasts, and gives f's error. Only what f itself does meets
// the fault.
func (c fault) during(t *testing.T, f func() error) (err error) {
	t.Helper()
	var none error
	err = onThreadOfItsOwn(func() error {
		if none = refuse(c.errno, c.calls...); none != nil {
			return nil
		}
		return f()
	})
	if none != nil {
		t.Skip("the kernel lets no calls be refused: ", none)
	}
	return err
}

// TestFaultsOfTheDisk: whatever the disk refuses, a write gives one clear error, time and
// again as long as the fault lasts; the store goes on reading; another process finds the
// state before or after; and once the fault is gone the same store writes on, by itself.
func TestFaultsOfTheDisk(t *testing.T) {
	filled := copyOf(t, faultyStore(t).Dir())
	for _, w := range faultyWrites(t) {
		clean := opened(t, copyOf(t, filled), Options{})
		before := everything(clean.View())
		if err := w.do(clean); err != nil {
			t.Fatal(err)
		}
		after := everything(clean.View())
		for _, c := range faults {
			t.Run(c.name+"/"+w.name, func(t *testing.T) {
				if w.name == c.harmless {
					t.Skip("it needs nothing that is refused")
				}
				t.Parallel()
				s := opened(t, copyOf(t, filled), Options{})
				for range 2 {
					wantCode(t, c.during(t, func() error { return w.do(s) }), c.code, c.words)
					if everything(s.View()) != before {
						t.Fatal("what is read changed by a write that failed")
					}
					if got := copiedStore(t, s); got != before && got != after {
						t.Fatal("a process that opens the store now finds neither the state before nor the one after")
					}
				}
				if err := w.do(s); err != nil {
					t.Fatalf("the fault is gone: %v", err)
				}
				if err := s.Verify(t.Context()); err != nil {
					t.Fatal(err)
				}
				if everything(s.View()) != after || copiedStore(t, s) != after {
					t.Fatal("the write did not lead to the state after it")
				}
			})
		}
	}
}

// TestAcknowledgedOnlyWhenOnDisk: when syncing the very page fails that makes a commit the
// current state, the system shows that state although it is not on the disk. Nothing may
// rest on it, in this process or in the next, before that page has been written again.
func TestAcknowledgedOnlyWhenOnDisk(t *testing.T) {
	broken := faults[4]
	for _, w := range faultyWrites(t)[:4] {
		t.Run(w.name, func(t *testing.T) {
			t.Parallel()
			s, clean := faultyStore(t), faultyStore(t)
			before := everything(s.View())
			if err := w.do(clean); err != nil {
				t.Fatal(err)
			}
			after := everything(clean.View())
			onWrite(s, func(write writeAt, b []byte, off int64) (int, error) {
				n, err := write(b, off)
				if off < 2*int64(len(b)) {
					err = errors.Join(err, refuse(broken.errno, broken.calls...))
				}
				return n, err
			})
			wantCode(t, onThreadOfItsOwn(func() error { return w.do(s) }), broken.code, broken.words)
			if copiedStore(t, s) != after {
				t.Fatal("the system does not show the state after, so that there is nothing to be tested")
			}
			copied := copyOf(t, s.Dir())
			wantCode(t, broken.during(t, func() error { _, err := Open(copied, Options{}); return err }), broken.code, broken.words)
			for range 2 {
				wantCode(t, broken.during(t, func() error { return w.do(s) }), broken.code, broken.words)
				wantCode(t, broken.during(t, func() error { return s.Verify(t.Context()) }), broken.code, broken.words)
				if everything(s.View()) != before {
					t.Fatal("what is read rests on a commit that is not on the disk")
				}
			}
			if err := errors.Join(w.do(s), s.Verify(t.Context())); err != nil {
				t.Fatalf("the fault is gone: %v", err)
			}
			if everything(s.View()) != after {
				t.Error("the store is not in the state after the write")
			}
		})
	}
}

// TestOpeningUnderFaults: creating a store, and opening one for writing, give a clear error
// and leave nothing behind that is in the way later. Opening one for reading needs nothing
// that is refused.
func TestOpeningUnderFaults(t *testing.T) {
	for _, c := range faults {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := copyOf(t, faultyStore(t).Dir())
			open := func(dir string, o Options) func() error {
				return func() error {
					s, err := Open(dir, o)
					if err != nil {
						return err
					}
					return s.Close()
				}
			}
			fresh := filepath.Join(t.TempDir(), "fresh")
			for range 2 {
				wantCode(t, c.during(t, open(fresh, Options{})), c.code, c.words)
				wantCode(t, c.during(t, open(dir, Options{})), c.code, c.words)
				if err := c.during(t, open(dir, Options{ReadOnly: true})); err != nil {
					t.Errorf("opening for reading: %v", err)
				}
			}
			put(t, opened(t, fresh, Options{}), generated(1, 5))
			put(t, opened(t, dir, Options{}), generated(9, 5))
		})
	}
}
