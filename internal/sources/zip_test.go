package sources_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"rijksgraaf/internal/sources"
	"rijksgraaf/model"
)

// entry is a file that a test puts into a zip.
type entry struct {
	name, text string
	mode       fs.FileMode
}

// zipped writes a zip into the folder and gives its path.
func zipped(t *testing.T, root, name string, entries ...entry) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, e := range entries {
		h := &zip.FileHeader{Name: e.name, Method: zip.Deflate}
		if e.text == "" {
			h.Method = zip.Store // to pack ten thousand files takes its time
		}
		if e.mode != 0 {
			h.SetMode(e.mode)
		}
		f, err := w.CreateHeader(h)
		if err == nil {
			_, err = f.Write([]byte(e.text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(root, name)
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestZip: the documents in it in the order of their names, read as they were written,
// whatever the zip is called.
func TestZip(t *testing.T) {
	root := t.TempDir()
	zipped(t, root, "year.zip", entry{name: "b/two.html", text: "twee"}, entry{name: "a.txt", text: "een"}, entry{name: "b/"},
		entry{name: "readme.md", text: "x"}, entry{name: "__MACOSX/b/two.html", text: "x"}, entry{name: "b/.hidden.txt", text: "x"})
	if err := os.Rename(filepath.Join(root, "year.zip"), filepath.Join(root, "year.dat")); err != nil {
		t.Fatal(err)
	}
	found := sources.Find([]string{filepath.Join(root, "year.dat")})
	if got, want := paths(t, root, found), []string{"year.dat!a.txt", "year.dat!b/two.html"}; !slices.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
	for i, want := range []string{"een", "twee"} {
		if data, err := found[i].Read(context.Background()); err != nil || string(data) != want {
			t.Errorf("%s: got %q, %v", found[i].Path, data, err)
		}
	}
}

// TestZipInFolder: a folder's zips are taken with its files.
func TestZipInFolder(t *testing.T) {
	root := t.TempDir()
	write(t, root, "a.txt", "c.xml")
	zipped(t, root, "b.zip", entry{name: "d.htm", text: "x"})
	if got, want := paths(t, root, sources.Find([]string{root})), []string{"a.txt", "b.zip!d.htm", "c.xml"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// TestBadZip: each is refused with an error that names it, and what is good is still found.
func TestBadZip(t *testing.T) {
	root := t.TempDir()
	good := entry{name: "good.txt", text: "goed"}
	many := make([]entry, 10001)
	for i := range many {
		many[i] = entry{name: strings.Repeat("x", i%7+1) + string(rune('a'+i%26)) + ".txt"}
	}
	for _, c := range []struct {
		name    string
		code    model.Code
		words   string
		entries []entry
	}{
		{"up.zip", model.CodeInvalid, "has a path that leads out of the zip", []entry{good, {name: "../../etc/passwd.txt", text: "x"}}},
		{"inside.zip", model.CodeInvalid, "has a path that leads out of the zip", []entry{good, {name: "a/../../b.txt", text: "x"}}},
		{"absolute.zip", model.CodeInvalid, "has a path that leads out of the zip", []entry{good, {name: "/tmp/b.txt", text: "x"}}},
		{"windows.zip", model.CodeInvalid, "has a path that leads out of the zip", []entry{good, {name: `..\b.txt`, text: "x"}}},
		{"drive.zip", model.CodeInvalid, "has a path that leads out of the zip", []entry{good, {name: "C:/b.txt", text: "x"}}},
		{"link.zip", model.CodeInvalid, "is a link, not a file", []entry{good, {name: "b.txt", text: "/etc/passwd", mode: fs.ModeSymlink | 0o777}}},
		{"twice.zip", model.CodeInvalid, "stands in the zip twice", []entry{good, good}},
		{"empty.zip", model.CodeInvalid, "holds no documents", nil},
		{"office.zip", model.CodeInvalid, "is an office file", []entry{{name: "[Content_Types].xml", text: "<x/>"}, {name: "word/document.xml", text: "<x/>"}}},
		{"bomb.zip", model.CodeLimit, "grows more than 200 times", []entry{{name: "zero.txt", text: strings.Repeat("\x00", 8<<20)}}},
		{"many.zip", model.CodeLimit, "holds 10001 files", many},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := sources.Find([]string{zipped(t, root, c.name, c.entries...)})
			bad := 0
			for _, s := range found {
				if s.Err == nil {
					if data, err := s.Read(context.Background()); err != nil || string(data) != "goed" {
						t.Errorf("%s: %q, %v", s.Path, data, err)
					}
					continue
				}
				bad++
				if model.CodeOf(s.Err) != c.code || !strings.Contains(s.Err.Error(), c.words) || !strings.Contains(s.Err.Error(), c.name) {
					t.Errorf("got %v, want %s: %q", s.Err, c.code, c.words)
				}
			}
			if bad != 1 || len(found) > 2 {
				t.Errorf("got %v, want one error", found)
			}
		})
	}
}

// TestZipThatLies: an entry that unpacks to more than the zip says is not read any further.
func TestZipThatLies(t *testing.T) {
	root := t.TempDir()
	path := zipped(t, root, "lie.zip", entry{name: "a.txt", text: strings.Repeat("tekst ", 1000)})
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.Index(data, []byte("PK\x01\x02")) // the directory's record of the file
	binary.LittleEndian.PutUint32(data[at+24:], 10)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	found := sources.Find([]string{path})
	if len(found) != 1 || found[0].Err != nil {
		t.Fatalf("got %v", found)
	}
	if got, err := found[0].Read(context.Background()); model.CodeOf(err) != model.CodeInvalid || !strings.Contains(err.Error(), "is damaged") {
		t.Errorf("got %d bytes, %v", len(got), err)
	}
}

// TestUnreadableEntries: a zip inside a zip, and a zip that is cut off.
func TestUnreadableEntries(t *testing.T) {
	root := t.TempDir()
	inner, err := os.ReadFile(zipped(t, root, "inner.zip", entry{name: "a.txt", text: "x"}))
	if err != nil {
		t.Fatal(err)
	}
	found := sources.Find([]string{zipped(t, root, "outer.zip", entry{name: "inner.zip", text: string(inner)})})
	if len(found) != 1 || found[0].Err != nil {
		t.Fatalf("got %v", found)
	}
	if _, err := found[0].Read(context.Background()); err == nil || !strings.Contains(err.Error(), "outer.zip!inner.zip is a zip inside a zip") {
		t.Errorf("got %v", err)
	}
	cut := filepath.Join(root, "cut.zip")
	if err := os.WriteFile(cut, inner[:len(inner)-30], 0o644); err != nil {
		t.Fatal(err)
	}
	if found := sources.Find([]string{cut}); len(found) != 1 || model.CodeOf(found[0].Err) != model.CodeInvalid {
		t.Errorf("got %v", found)
	}
}

// TestAddresses: an address is fetched when it is read; without a way to fetch it is an error.
func TestAddresses(t *testing.T) {
	address := "https://example.org/kst-36360-V-1.html"
	fetch := func(_ context.Context, a string) ([]byte, error) { return []byte("van " + a), nil }
	found := sources.Finder{Fetch: fetch}.Find([]string{address})
	if len(found) != 1 || found[0].Path != address || found[0].Err != nil {
		t.Fatalf("got %v", found)
	}
	if data, err := found[0].Read(context.Background()); err != nil || string(data) != "van "+address {
		t.Errorf("got %q, %v", data, err)
	}
	if found := sources.Find([]string{address}); len(found) != 1 || found[0].Err == nil {
		t.Errorf("got %v, want an error", found)
	}
}
