package resolvers

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
)

// TestCostAsJSON holds what is printed by hand to what json.Marshal prints, every field of it.
func TestCostAsJSON(t *testing.T) {
	var c Cost
	for i, v := 0, reflect.ValueOf(&c).Elem(); i < v.NumField(); i++ {
		v.Field(i).SetInt(int64(-1000 + 777*i))
	}
	want, err := json.Marshal(map[string]any{"extensions": map[string]any{"cost": c}})
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	cost(&b, &c)
	if got := "{" + strings.TrimSuffix(b.String(), ",") + "}"; got != string(want) {
		t.Errorf("got %s, want %s", got, want)
	}
}
