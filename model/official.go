package model

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
	"strings"
)

// OfficialFigure names a figure that official figures of the budget may have: an article,
// or with an empty Article the whole, of a chapter in a year.
type OfficialFigure struct {
	// Chapter is the chapter's code, "V"; Article the article's number, "2".
	Chapter, Article string
	Year             int
	Kind             AmountKind
	Stage            Stage
	// Supplement is the number of the supplementary budget, from 1, for
	// StageSupplementary; 0 where the document does not tell it.
	Supplement int
}

// FigureDifference is an amount that a document states otherwise than the official
// figures.
type FigureDifference struct {
	OfficialFigure
	// Relation states the amount, Stated is its value and Official that of the figures, both
	// exact decimals in whole euros; Difference is Stated less Official.
	Relation                     *Relation
	Stated, Official, Difference string
}

// CompareWithOfficial compares what relations allocate to chapters and articles with
// official figures. official gives a figure, and false where there is none. It gives the
// differences beyond the half of the last digit that is printed, of the document or of the
// figure, whichever is coarser, in the order of the relations, and how many amounts were
// compared. Amounts in another currency, without a year, kind or stage, of
// sub-articles and lines, and differences between stages are not compared.
func CompareWithOfficial(relations []*Relation, official func(OfficialFigure) (Amount, bool)) (differences []FigureDifference, compared int) {
	for _, r := range relations {
		f, ok := figureOf(r)
		if !ok {
			continue
		}
		value, ok := official(f)
		if !ok {
			continue
		}
		compared++
		stated, known := new(big.Rat).SetString(r.Amount.Value)
		want, sound := new(big.Rat).SetString(value.Value)
		if !known || !sound {
			continue
		}
		difference := new(big.Rat).Sub(stated, want)
		if new(big.Rat).Abs(difference).Cmp(coarser(r.Amount, &value)) > 0 {
			differences = append(differences, FigureDifference{OfficialFigure: f, Relation: r, Stated: r.Amount.Value, Official: value.Value, Difference: plain(difference)})
		}
	}
	return differences, compared
}

// figureOf tells which official figure a relation states; false for none.
func figureOf(r *Relation) (OfficialFigure, bool) {
	if r.Predicate != Allocates || r.Object != "" || r.Amount == nil || r.Amount.Unit != "EUR" {
		return OfficialFigure{}, false
	}
	f := OfficialFigure{Kind: AmountKind(r.Qualifier(QualifierKind)), Stage: Stage(r.Qualifier(QualifierStage))}
	f.Year, _ = strconv.Atoi(r.Qualifier(QualifierYear))
	f.Supplement, _ = strconv.Atoi(r.Qualifier(QualifierSupplement))
	if chapter, ok := strings.CutPrefix(r.Subject, "budget-chapter/"); ok {
		f.Chapter = chapter
	} else if article, ok := strings.CutPrefix(r.Subject, "budget-article/"); ok {
		f.Chapter, f.Article, _ = strings.Cut(article, "/")
	}
	sound := f.Chapter != "" && f.Year != 0 && !strings.Contains(f.Article, ".") && slices.Contains(AmountKinds(), f.Kind) &&
		slices.Contains(Stages(), f.Stage) && f.Stage != StageDifference
	return f, sound
}

// rounding is half of the last digit that was printed, in whole units.
func (a *Amount) rounding() *big.Rat {
	unit, ok := new(big.Rat).SetString(a.Scale)
	if !ok {
		unit = big.NewRat(1, 1)
	}
	if _, fraction, ok := strings.Cut(a.AsPrinted, ","); ok {
		for _, r := range fraction {
			if r >= '0' && r <= '9' {
				unit.Quo(unit, big.NewRat(10, 1))
			}
		}
	}
	return unit.Quo(unit, big.NewRat(2, 1))
}

// coarser is half of the last digit that was printed of the amount that is printed less
// exactly, in whole units.
func coarser(a, b *Amount) *big.Rat {
	x, y := a.rounding(), b.rounding()
	if y.Cmp(x) > 0 {
		return y
	}
	return x
}

// DifferenceAsPrinted gives b less a as an exact decimal in whole units, and whether the two
// are the same as far as the one that is printed less exactly tells. Error: CodeInvalid for
// amounts of two currencies and for a value that is no decimal.
func DifferenceAsPrinted(a, b *Amount) (difference string, same bool, err error) {
	x, known := new(big.Rat).SetString(a.Value)
	y, sound := new(big.Rat).SetString(b.Value)
	if !known || !sound || a.Unit != b.Unit {
		return "", false, &Error{Code: CodeInvalid, Op: "compare", Message: fmt.Sprintf("%s %s and %s %s cannot be compared", a.Value, a.Unit, b.Value, b.Unit)}
	}
	d := new(big.Rat).Sub(y, x)
	return plain(d), new(big.Rat).Abs(d).Cmp(coarser(a, b)) <= 0, nil
}

// plain writes a number as a decimal without zeros that say nothing.
func plain(r *big.Rat) string {
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(20), "0")
}
