package bboltkv

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"go.etcd.io/bbolt"
)

// recordsName is the bolt bucket of the numbered records, beside that of the keys. A file
// of an older format has none until it is opened for writing.
var recordsName = []byte("commits")

// errAlone says that records are only written together with keys.
var errAlone = errors.New("a record is written within Atomically only")

// AppendRecord stores a record under the number that follows the last one, in the
// transaction of Atomically, within which alone it may be called.
func (d *DB) AppendRecord(number uint64, record []byte) error {
	b, err := d.writableRecords()
	if err != nil {
		return err
	}
	if want := b.Sequence() + 1; number != want {
		return fmt.Errorf("the next record is %d, not %d", want, number)
	}
	if err := b.SetSequence(number); err != nil {
		return err
	}
	b.FillPercent = 1 // numbers only grow
	return b.Put(recordKey(number), record)
}

// DropRecords removes the records with numbers below one, within Atomically.
func (d *DB) DropRecords(below uint64) error {
	b, err := d.writableRecords()
	if err != nil {
		return err
	}
	c := b.Cursor()
	for k, _ := c.First(); k != nil && binary.BigEndian.Uint64(k) < below; k, _ = c.First() {
		if err := c.Delete(); err != nil {
			return err
		}
	}
	return nil
}

func (d *DB) writableRecords() (*bbolt.Bucket, error) {
	if d.batch == nil {
		return nil, errAlone
	}
	if b := d.batch.tx.Bucket(recordsName); b != nil {
		return b, nil
	}
	return nil, fmt.Errorf("%w: it has no list of commits", ErrCorrupt)
}

// LastRecord gives the number of the last record that was ever stored, 0 for none.
func (d *DB) LastRecord() (last uint64, err error) {
	defer Guard(&err)()
	err = d.db.View(func(tx *bbolt.Tx) error {
		if b := tx.Bucket(recordsName); b != nil {
			last = b.Sequence()
		}
		return nil
	})
	return last, err
}

// Records calls f with the records from one number on, in their order, until it says
// false. The record is valid during the call only. It sees the last commit, and does not
// wait for a writer.
func (d *DB) Records(from uint64, f func(number uint64, record []byte) (bool, error)) (err error) {
	defer Guard(&err)()
	return d.db.View(func(tx *bbolt.Tx) error {
		b := tx.Bucket(recordsName)
		if b == nil {
			return nil
		}
		c := b.Cursor()
		for k, v := c.Seek(recordKey(from)); k != nil; k, v = c.Next() {
			if more, err := f(binary.BigEndian.Uint64(k), v); err != nil || !more {
				return err
			}
		}
		return nil
	})
}

// recordKey sorts as its number does.
func recordKey(number uint64) []byte { return binary.BigEndian.AppendUint64(nil, number) }

// CopyRecords takes over the records of another file, and its number of the last. This
// file must have none.
func (d *DB) CopyRecords(from *DB) (err error) {
	defer Guard(&err)()
	last, err := from.LastRecord()
	if err != nil {
		return err
	}
	return d.db.Update(func(tx *bbolt.Tx) error {
		b := tx.Bucket(recordsName)
		if b == nil || b.Sequence() != 0 {
			return errors.New("records are copied into a file that has none")
		}
		b.FillPercent = 1
		err := from.Records(0, func(number uint64, record []byte) (bool, error) {
			return true, b.Put(recordKey(number), record)
		})
		if err != nil {
			return err
		}
		return b.SetSequence(last)
	})
}

// Backup calls f with the length of the file and a function that writes it as it is after
// the last commit. Writers go on meanwhile.
func (d *DB) Backup(f func(size int64, write func(io.Writer) error) error) (err error) {
	defer Guard(&err)()
	return d.db.View(func(tx *bbolt.Tx) error {
		return f(tx.Size(), func(w io.Writer) error {
			_, err := tx.WriteTo(w)
			return err
		})
	})
}

// Size is how many bytes of the file are in use; it may be longer.
func (d *DB) Size() (size int64, err error) {
	defer Guard(&err)()
	err = d.db.View(func(tx *bbolt.Tx) error { size = tx.Size(); return nil })
	return size, err
}
