package bboltkv

import (
	"fmt"
	"os"

	"go.etcd.io/bbolt"
)

// settle makes the state that an opened file shows one that is on the disk.
//
// A state may be seen that is not: the page that makes it the current one is in the
// system's memory, and the process that wrote it was killed before it was synced, or
// syncing it failed, after which the system takes the page for written and a second sync
// says yes to nothing. Who rests on such a state would acknowledge what a power cut takes
// away; and the next commit would overwrite the page of the state before, the only one
// that is on the disk. So that one page, which bolt only writes when all pages that it
// leads to have been synced, is written once more, as it is, and synced.
func settle(db *bbolt.DB, file *os.File) error {
	size := int64(db.Info().PageSize)
	var at int64
	if err := db.View(func(tx *bbolt.Tx) error {
		at = int64(tx.ID()) % 2 * size // the two meta pages take turns
		return nil
	}); err != nil {
		return err
	}
	page := make([]byte, size)
	if _, err := file.ReadAt(page, at); err != nil {
		return fmt.Errorf("reading the current state: %w", err)
	}
	if _, err := file.WriteAt(page, at); err != nil {
		return fmt.Errorf("writing the current state again: %w", err)
	}
	return db.Sync()
}

// Forget makes the system read a file from the disk again that nobody has open, where it
// can be told to: what it holds in memory after a failed sync need not be there.
func Forget(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	forget(f)
	return f.Close()
}
