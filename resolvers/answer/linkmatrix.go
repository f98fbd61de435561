package answer

import (
	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// ChapterMatrix is who leans on whom, counted.
type ChapterMatrix struct {
	of graph.ChapterMatrix
	in *Reader
}

// ChapterMatrix counts links between chapters, by article where byArticle asks for it.
// Error: CodeInvalid for a year below 1.
func (r *Reader) ChapterMatrix(a LinkArguments, byArticle bool) (*ChapterMatrix, error) {
	list, err := r.links(a)
	if err != nil {
		return nil, err
	}
	return &ChapterMatrix{graph.MatrixOf(list, byArticle), r}, nil
}

// Chapters are the rows and columns.
func (m *ChapterMatrix) Chapters() []ChapterMatrixChapter {
	out := make([]ChapterMatrixChapter, len(m.of.Chapters))
	for i, c := range m.of.Chapters {
		out[i] = ChapterMatrixChapter{c, m.in}
	}
	return out
}

// Cells are the pairs that have links.
func (m *ChapterMatrix) Cells() []ChapterMatrixCell {
	out := make([]ChapterMatrixCell, len(m.of.Cells))
	for i, c := range m.of.Cells {
		out[i] = ChapterMatrixCell{c}
	}
	return out
}

// ChapterMatrixChapter is a row and column of a matrix.
type ChapterMatrixChapter struct {
	of graph.MatrixChapter
	in *Reader
}

// ID is the id of the chapter.
func (c *ChapterMatrixChapter) ID() string { return c.of.ID }

// Chapter is the chapter; nil where no document names it.
func (c *ChapterMatrixChapter) Chapter() *BudgetChapter { return c.in.chapter(c.of.ID) }

// Read says whether a document of the chapter was read.
func (c *ChapterMatrixChapter) Read() bool { return c.of.Read }

// ChapterMatrixCell counts the links of a pair.
type ChapterMatrixCell struct{ of graph.MatrixCell }

// FromID is the id of the chapter that says so.
func (c *ChapterMatrixCell) FromID() string { return c.of.From }

// FromArticleID is the id of the article that says so; false where none is told.
func (c *ChapterMatrixCell) FromArticleID() (string, bool) {
	return c.of.FromArticle, c.of.FromArticle != ""
}

// ToID is the id of the chapter that is leaned on.
func (c *ChapterMatrixCell) ToID() string { return c.of.To }

// Links counts statements with a direction.
func (c *ChapterMatrixCell) Links() int { return c.of.Links }

// Shared counts things that both speak of.
func (c *ChapterMatrixCell) Shared() int { return c.of.Shared }

// Kinds counts by kind.
func (c *ChapterMatrixCell) Kinds() []graph.LinkCount { return c.of.Kinds }

// OneSided says that only one of the two chapters speaks of the other.
func (c *ChapterMatrixCell) OneSided() bool { return c.of.OneSided }

// OtherRead says whether a document of the chapter that is leaned on was read.
func (c *ChapterMatrixCell) OtherRead() bool { return c.of.OtherRead }

// article gives the budget article with the id; nil when there is none.
func (r *Reader) article(id string) *BudgetArticle {
	if t, ok := ontology.TypeOfID(id); !ok || t != model.TypeBudgetArticle {
		return nil
	}
	a, _ := r.Entity(id).(*BudgetArticle)
	return a
}
