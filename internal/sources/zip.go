package sources

import (
	"archive/zip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"sort"
	"strings"

	"rijksgraaf/model"
)

// The limits of a zip. What is in one is never written to a disk.
const (
	// maxEntries is how many files a zip may hold.
	maxEntries = 10000
	// maxEntry is how large one file in a zip may be, in bytes, unpacked.
	maxEntry = 256 << 20
	// maxUnpacked is how large all files of a zip may be together, in bytes, unpacked.
	maxUnpacked = 2 << 30
	// maxRatio is how many times larger than packed a zip may become. Text packs five to
	// twenty times smaller.
	maxRatio = 200
	// freeRatio is the size in bytes below which maxRatio does not count.
	freeRatio = 1 << 20
)

// fileOrZip gives the file, or the documents in it when it is a zip, which its first bytes
// tell.
func fileOrZip(file string) []Source {
	if !isZip(file) {
		return []Source{{Path: file}}
	}
	return zipNamed(file, file)
}

// zipNamed gives the documents in a zip that is known by a name.
func zipNamed(file, name string) []Source {
	archive, err := openZip(file, name)
	if err != nil {
		return []Source{{Path: name, Err: err}}
	}
	if err := checkZip(name, archive.File); err != nil {
		return []Source{{Path: name, Err: err}}
	}
	out := entries(name, archive.File)
	if len(out) == 0 {
		out = []Source{{Path: name, Err: &model.Error{Code: model.CodeInvalid, Op: "read",
			Message: name + " holds no documents", Hint: "looked in it for files ending in " + strings.Join(Extensions(), ", ")}}}
	}
	return out
}

// onDisk is a file that is open only while something is read from it, so that a list of
// documents holds none open.
type onDisk string

// ReadAt reads as os.File does.
func (p onDisk) ReadAt(b []byte, at int64) (int, error) {
	f, err := os.Open(string(p))
	if err != nil {
		return 0, err
	}
	defer f.Close()
	return f.ReadAt(b, at)
}

// openZip reads what a zip says of itself, whatever paths are in it: each is checked by
// itself. name is how errors call it.
func openZip(file, name string) (*zip.Reader, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, unreadable(name, err)
	}
	archive, err := zip.NewReader(onDisk(file), info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, badZip(name, "is a zip that cannot be read", err)
	}
	return archive, nil
}

// isZip says whether a file begins as a zip does; false for one that cannot be read.
func isZip(file string) bool {
	f, err := os.Open(file)
	if err != nil {
		return false
	}
	defer f.Close()
	var head [4]byte
	_, err = io.ReadFull(f, head[:])
	return err == nil && head[0] == 'P' && head[1] == 'K' && (head[2] == 3 && head[3] == 4 || head[2] == 5 && head[3] == 6)
}

// checkZip refuses a zip that says of itself that it is beyond the limits, and one that is
// another kind of file.
func checkZip(file string, list []*zip.File) error {
	if n := len(list); n > maxEntries {
		return bomb(file, fmt.Sprintf("holds %d files, more than %d", n, maxEntries))
	}
	var packed, unpacked uint64
	for _, f := range list {
		if f.Name == "[Content_Types].xml" || f.Name == "mimetype" {
			return badZip(file, "is an office file, not a zip of documents", nil)
		}
		packed += f.CompressedSize64
		unpacked += min(f.UncompressedSize64, maxUnpacked+1)
	}
	switch {
	case unpacked > maxUnpacked:
		return bomb(file, fmt.Sprintf("is larger than %d MiB when it is unpacked", maxUnpacked>>20))
	case unpacked > freeRatio && unpacked/maxRatio > packed:
		return bomb(file, fmt.Sprintf("grows more than %d times when it is unpacked", maxRatio))
	}
	return nil
}

// entries lists a zip's documents in the order of their names.
func entries(file string, list []*zip.File) []Source {
	var out []Source
	seen := map[string]bool{}
	for _, f := range list {
		name := file + "!" + f.Name
		err := checkEntry(name, f)
		switch {
		case err == nil && (f.FileInfo().IsDir() || isHidden(f.Name) || !isDocument(f.Name)):
			continue
		case err == nil && seen[f.Name]:
			err = badZip(name, "stands in the zip twice", nil)
		}
		seen[f.Name] = true
		s := Source{Path: name, Err: err}
		if err == nil {
			s.Read = func(ctx context.Context) ([]byte, error) { return unpack(ctx, name, f) }
		}
		out = append(out, s)
	}
	sort.SliceStable(out, func(i, j int) bool { return out[i].Path < out[j].Path })
	return out
}

// isHidden says whether a path in a zip is of a file that its maker did not mean to show.
func isHidden(name string) bool {
	for _, part := range strings.Split(name, "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// checkEntry refuses a file whose path leads out of the zip or that is no plain file.
func checkEntry(name string, f *zip.File) error {
	clean := strings.TrimSuffix(f.Name, "/")
	switch {
	case clean == "" || path.IsAbs(clean) || path.Clean(clean) != clean || strings.HasPrefix(clean, "../") || clean == ".." ||
		strings.ContainsAny(clean, "\\\x00\n\r\x1b") || len(clean) > 1 && clean[1] == ':':
		return badZip(fmt.Sprintf("%q", name), "has a path that leads out of the zip", nil)
	case f.Mode()&(fs.ModeSymlink|fs.ModeDevice|fs.ModeNamedPipe|fs.ModeSocket) != 0:
		return badZip(name, "is a link, not a file", nil)
	case f.Flags&1 != 0:
		return badZip(name, "is locked with a password", nil)
	case f.UncompressedSize64 > maxEntry:
		return bomb(name, fmt.Sprintf("is larger than %d MiB", maxEntry>>20))
	}
	return nil
}

// unpack gives the bytes of one file, no further than the zip says that it reaches: what
// the zip said was within the limits.
func unpack(ctx context.Context, name string, f *zip.File) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r, err := f.Open()
	if err != nil {
		return nil, badZip(name, "cannot be unpacked", err)
	}
	defer r.Close()
	data, err := io.ReadAll(io.LimitReader(r, int64(f.UncompressedSize64)+1))
	switch {
	case err != nil && !errors.Is(err, zip.ErrChecksum) && !errors.Is(err, zip.ErrFormat):
		return nil, badZip(name, "cannot be unpacked", err)
	case err != nil || uint64(len(data)) > f.UncompressedSize64:
		return nil, badZip(name, "is damaged: it is not what the zip says of it", err)
	case len(data) > 4 && string(data[:4]) == "PK\x03\x04":
		return nil, badZip(name, "is a zip inside a zip", nil)
	}
	return data, nil
}

func badZip(name, message string, err error) error {
	return &model.Error{Code: model.CodeInvalid, Op: "read", Message: name + " " + message, Err: err,
		Hint: "unpack it yourself, and give what it holds"}
}

func bomb(name, message string) error {
	return &model.Error{Code: model.CodeLimit, Op: "read", Message: name + " " + message,
		Hint: "unpack it yourself if you trust it, and give the folder"}
}
