/** Text with every place where a word of the query stands marked; letter case and diacritics do not count. */
export function Marked({text, query}: {text: string; query: string}) {
  const words = query.split(/\s+/).filter(w => w.length > 1).map(fold);
  if (words.length === 0) return <>{text}</>;
  const folded = fold(text);
  // Folding must not move anything: where it does, nothing is marked.
  if (folded.length !== text.length) return <>{text}</>;
  const parts = [];
  let at = 0;
  for (const [from, to] of places(folded, words)) {
    if (from > at) parts.push(text.slice(at, from));
    parts.push(<mark key={from}>{text.slice(from, to)}</mark>);
    at = to;
  }
  parts.push(text.slice(at));
  return <>{parts}</>;
}

function fold(text: string): string {
  return [...text].map(c => c.normalize('NFD')[0] ?? c).join('').toLowerCase();
}

function places(text: string, words: string[]): [number, number][] {
  const found: [number, number][] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) found.push([at, at + word.length]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([from], i) => i === 0 || from >= Math.max(...found.slice(0, i).map(f => f[1])));
}
