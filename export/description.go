package export

import (
	"bufio"
	"context"
	"io"
	"time"

	"rijksgraaf/graph"
	"rijksgraaf/model"
	"rijksgraaf/ontology"
)

// Description is what is told of the data as a whole beside what the graph knows itself.
type Description struct {
	// Licence is the address of the licence that the data are given out under; "" when
	// nothing is said of it.
	Licence string
	// Modified is when the data last changed; zero when that is not known.
	Modified time.Time
}

const (
	dctNS  = "http://purl.org/dc/terms/"
	dcatNS = "http://www.w3.org/ns/dcat#"
	voidNS = "http://rdfs.org/ns/void#"
	// mediaTypes is where IANA names media types, languages where the EU names languages.
	mediaTypes = "https://www.iana.org/assignments/media-types/"
	dutch      = "http://publications.europa.eu/resource/authority/language/NLD"
)

// descriptionTerms gives the properties of VoID and DCAT whose values are addresses or
// moments; the values of others are plain.
func descriptionTerms() map[string]term {
	t := map[string]term{"dct:modified": {dctNS + "modified", termDateTime}}
	for prefix, names := range map[string][]string{
		dctNS: {"license", "language", "conformsTo"}, dcatNS: {"dataset", "service", "distribution", "downloadURL", "accessURL", "mediaType",
			"endpointURL", "endpointDescription", "servesDataset", "accessService"},
		voidNS: {"class", "property", "dataDump", "vocabulary", "exampleResource"},
	} {
		for _, name := range names {
			t[short(prefix)+":"+name] = term{prefix + name, termIRI}
		}
	}
	return t
}

func short(namespace string) string {
	for name, iri := range descriptionPrefixes() {
		if iri == namespace {
			return name
		}
	}
	return ""
}

func descriptionPrefixes() map[string]string {
	return map[string]string{"dct": dctNS, "dcat": dcatNS, "void": voidNS, "xsd": xsdNS}
}

// Describe writes what the data of a view are, after VoID and DCAT: counts, licence, when
// they changed, and where they can be had. format is "turtle" or "jsonld". Errors are those
// of the writer.
func (d Description) Describe(w io.Writer, format string, v *graph.View) error {
	b := bufio.NewWriter(w)
	out := &writer{ctx: context.Background(), w: b, base: v.Base()}
	out.file(format, d.nodes(v), descriptionTerms(), descriptionPrefixes())
	if out.err != nil {
		return out.err
	}
	return b.Flush()
}

func (d Description) nodes(v *graph.View) []node {
	base, s := v.Base(), v.Statistics()
	dataset := node{"@id": base + "/.well-known/void#dataset", "@type": []string{"dcat:Dataset", "void:Dataset"},
		"dct:title": []node{text("De rijksbegroting als graaf", "nl"), text("The Dutch state budget as a graph", "en")},
		"dct:description": []node{
			text("Wat stukken van de rijksbegroting zeggen van begrotingen, artikelen, beleid en taken, elk feit met de woorden waaruit het blijkt.", "nl"),
			text("What documents of the Dutch state budget say of chapters, articles, policies and duties, each fact with the words it rests on.", "en")},
		"dct:language": dutch, "void:uriSpace": model.IRI(base, ""), "void:vocabulary": vocabulary(base),
		"void:triples": s.Quads, "void:entities": s.Entities, "void:documents": s.Documents,
		"void:distinctSubjects": s.Entities + s.Relations, "void:classes": len(s.EntitiesByType), "void:properties": len(s.RelationsByPredicate),
	}
	if d.Licence != "" {
		dataset["dct:license"] = d.Licence
	}
	if !d.Modified.IsZero() {
		dataset["dct:modified"] = d.Modified.UTC().Format(time.RFC3339)
	}
	partitions(dataset, v)
	service := node{"@id": base + "/graphql#service", "@type": "dcat:DataService", "dct:title": text("GraphQL", "en"),
		"dcat:endpointURL": base + "/graphql", "dcat:endpointDescription": base + "/graphql/schema", "dcat:servesDataset": dataset["@id"]}
	catalogue := node{"@id": base + "/.well-known/void#catalogue", "@type": "dcat:Catalog", "dct:title": text("Rijksgraaf", "nl"),
		"dcat:dataset": dataset["@id"], "dcat:service": service["@id"]}
	list := []node{catalogue, dataset, service}
	var distributions, dumps []string
	for _, f := range Formats() {
		n := d.distribution(base, f)
		distributions = append(distributions, n["@id"].(string))
		if f.Name == "nquads" || f.Name == "turtle" || f.Name == "jsonld" {
			dumps = append(dumps, n["dcat:downloadURL"].(string))
		}
		list = append(list, n)
	}
	dataset["dcat:distribution"], dataset["void:dataDump"] = distributions, dumps
	return list
}

// partitions counts entities by type and relations by predicate, and gives an example.
func partitions(dataset node, v *graph.View) {
	s := v.Statistics()
	var classes, properties []node
	for _, t := range s.EntitiesByType {
		classes = append(classes, node{"void:class": vocabulary(v.Base()) + string(t.Type), "void:entities": t.Count})
	}
	for _, p := range s.RelationsByPredicate {
		if _, ok := ontology.Predicate(p.Predicate); ok {
			properties = append(properties, node{"void:property": vocabulary(v.Base()) + string(p.Predicate), "void:triples": p.Count})
		}
	}
	dataset["void:classPartition"], dataset["void:propertyPartition"] = classes, properties
	if part, err := v.Part(graph.Selection{}); err == nil {
		for e := range part.Entities() {
			dataset["void:exampleResource"] = model.IRI(v.Base(), e.ID)
			break
		}
	}
}

func (d Description) distribution(base string, f Format) node {
	address := base + "/export." + f.Extension
	n := node{"@id": base + "/.well-known/void#" + f.Name, "@type": "dcat:Distribution", "dct:title": text(f.Name, "en"), "dct:description": text(f.About, "en"),
		"dcat:downloadURL": address, "dcat:accessURL": address, "dcat:mediaType": mediaTypes + f.Media}
	if d.Licence != "" {
		n["dct:license"] = d.Licence
	}
	return n
}

// text is words in a language.
func text(words, language string) node { return node{"@value": words, "@language": language} }
