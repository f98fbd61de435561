package server

import "testing"

// TestUsualAccept holds the media types that are known beforehand to what reading them gives.
func TestUsualAccept(t *testing.T) {
	for accept, media := range liked {
		if got := negotiate([]string{accept, ""}); got != media {
			t.Errorf("%q: read as %s, known as %s", accept, got, media)
		}
	}
}
