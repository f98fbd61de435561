package resolvers

import "testing"

// Each mutation says what it takes, and each line of the table is of a field.
func TestNeedsAreComplete(t *testing.T) {
	s := Schema().Schema()
	for _, f := range s.Mutation.Fields {
		if _, ok := needs["Mutation."+f.Name]; !ok {
			t.Errorf("Mutation.%s does not say what it takes", f.Name)
		}
	}
	known := map[string]bool{}
	for _, root := range []string{"Query", "Mutation", "Subscription"} {
		for _, f := range s.Types[root].Fields {
			known[root+"."+f.Name] = true
		}
	}
	for name := range needs {
		if !known[name] {
			t.Errorf("there is no field %s", name)
		}
	}
}
