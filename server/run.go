package server

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"time"

	"rijksgraaf/model"
)

// Listen takes the address that the options name. Error: CodeUnavailable when it is in
// use or cannot be had, CodeInvalid when it is no address.
func (s *Server) Listen(ctx context.Context) (net.Listener, error) {
	if _, _, err := net.SplitHostPort(s.options.Addr); err != nil {
		return nil, &model.Error{Code: model.CodeInvalid, Op: "serve", Message: "the address " + s.options.Addr + " is not host:port",
			Hint: "for example " + DefaultAddr, Err: err}
	}
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", s.options.Addr)
	if err != nil {
		return nil, &model.Error{Code: model.CodeUnavailable, Op: "serve", Message: "cannot listen on " + s.options.Addr,
			Hint: "choose another address with --addr; port 0 takes any that is free", Err: err}
	}
	return l, nil
}

// Serve answers on l until ctx is done, then lets requests that are under way end
// within the grace and closes l. It gives nil for a graceful stop.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	h := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: 5 * time.Second,
		ReadTimeout:       30 * time.Second,
		WriteTimeout:      s.options.Limits.Time + 30*time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(s.log.Handler(), slog.LevelWarn),
	}
	failed := make(chan error, 1)
	go func() { failed <- h.Serve(l) }()
	s.log.InfoContext(ctx, "serving", "addr", l.Addr().String())
	select {
	case err := <-failed:
		return &model.Error{Code: model.CodeUnavailable, Op: "serve", Message: "the server stopped", Err: err}
	case <-ctx.Done():
	}
	return s.stop(h, failed)
}

func (s *Server) stop(h *http.Server, failed <-chan error) error {
	s.stopping.Store(true)
	ctx, cancel := context.WithTimeout(context.Background(), s.options.Grace)
	defer cancel()
	working := s.stopJobs(ctx) // before the streams, so that those who follow a job hear of its end
	left := s.streams.stop(ctx)
	err := errors.Join(working, left, h.Shutdown(ctx))
	if errors.Is(err, context.DeadlineExceeded) {
		err = errors.Join(err, h.Close())
	}
	<-failed
	s.log.Info("stopped")
	if err != nil {
		return &model.Error{Code: model.CodeUnavailable, Op: "serve", Message: "requests were cut off when the server stopped", Err: err}
	}
	return nil
}
