package main

import (
	"time"

	"github.com/spf13/cobra"

	"rijksgraaf/internal/tokens"
)

func (a *app) token() *cobra.Command {
	c := &cobra.Command{
		Use:   "token add|list|revoke",
		Short: "Make and revoke the tokens of a server's users",
		Long: `Keeps the file of tokens that serve --tokens reads: for each a name, a role, and
until when it holds. A token is printed once, when it is made; the file has only its
hash. A server that runs reads the file anew when it changes.

A reader may read, where the server requires a token. An editor may also decide
what is one thing, take in documents and undo what they wrote; an admin may also
delete documents and undo what others wrote.`,
		Example: `  rijksgraaf token add --name "R. Bakker" --role editor --expires 90
  rijksgraaf token list
  rijksgraaf token revoke "R. Bakker"`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef(c, "%q is none of add, list, revoke", args[0])
			}
			return usagef(c, "add, list or revoke is missing")
		},
		RunE: func(*cobra.Command, []string) error { return nil },
	}
	var file string
	c.PersistentFlags().StringVar(&file, "tokens", tokens.DefaultFile, "`file` of the tokens")
	c.AddCommand(a.tokenAdd(&file), a.tokenList(&file), a.tokenRevoke(&file))
	return c
}

func (a *app) tokenAdd(file *string) *cobra.Command {
	var name, role string
	var days int
	c := &cobra.Command{
		Use:     "add",
		Short:   "Make a token and print it, this once",
		Example: "  rijksgraaf token add --name newsroom --role reader --expires 30",
		Args:    noArguments,
		RunE: func(c *cobra.Command, _ []string) error {
			if name == "" || role == "" {
				return usagef(c, "--name and --role are needed")
			}
			t, secret, err := tokens.New(name, tokens.Role(role), days, a.Now())
			if err != nil {
				return err
			}
			if err := tokens.Add(*file, t); err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]any{"name": t.Name, "role": t.Role, "token": secret, "expires": ending(t.Holder)})
			}
			a.printf("%s\n", secret)
			a.note("the token of %s (%s, %s) stands in %s as a hash only: keep it now", t.Name, t.Role, words(t.Holder), *file)
			return nil
		},
	}
	c.Flags().StringVar(&name, "name", "", "`name` of its holder, as the log will have it")
	c.Flags().StringVar(&role, "role", "", "reader, editor or admin")
	c.Flags().IntVar(&days, "expires", 0, "`days` that it holds (default: without an end)")
	return c
}

func (a *app) tokenList(file *string) *cobra.Command {
	return &cobra.Command{
		Use:     "list",
		Short:   "List the tokens, without what they are",
		Example: "  rijksgraaf token list --tokens /etc/rijksgraaf/tokens.tsv",
		Args:    noArguments,
		RunE: func(*cobra.Command, []string) error {
			list, err := tokens.Read(*file)
			if err != nil {
				return err
			}
			for _, t := range list {
				if a.json {
					err = a.printJSON(map[string]any{"name": t.Name, "role": t.Role, "created": t.Created, "expires": ending(t.Holder), "expired": t.Expired(a.Now())})
				} else if t.Expired(a.Now()) {
					a.printf("%-7s  %s, expired %s\n", t.Role, t.Name, t.Expires.Format(time.RFC3339))
				} else {
					a.printf("%-7s  %s, %s\n", t.Role, t.Name, words(t.Holder))
				}
				if err != nil {
					return err
				}
			}
			if len(list) == 0 && !a.json {
				a.printf("no tokens\n")
			}
			return nil
		},
	}
}

func (a *app) tokenRevoke(file *string) *cobra.Command {
	return &cobra.Command{
		Use:     "revoke NAME",
		Short:   "Make a token worthless",
		Example: `  rijksgraaf token revoke newsroom`,
		Args:    exactly(1, "the name of a token"),
		RunE: func(_ *cobra.Command, args []string) error {
			if err := tokens.Revoke(*file, args[0]); err != nil {
				return err
			}
			if a.json {
				return a.printJSON(map[string]string{"name": args[0], "status": "revoked"})
			}
			a.printf("revoked: %s\n", args[0])
			return nil
		},
	}
}

// ending is when a token ends for a machine: nil for never.
func ending(h tokens.Holder) any {
	if h.Expires.IsZero() {
		return nil
	}
	return h.Expires
}

// words says for a person when a token ends.
func words(h tokens.Holder) string {
	if h.Expires.IsZero() {
		return "without an end"
	}
	return "until " + h.Expires.Format(time.RFC3339)
}
