/**
 * A text by Unicode code points, which all places in the API count in. JavaScript counts
 * UTF-16 units: they differ after the first character outside the basic plane.
 */
export class Points {
  private readonly wide: number[] = [];
  /** How many code points the text has. */
  readonly length: number;
  constructor(readonly text: string) {
    let points = 0;
    for (let i = 0; i < text.length; points++) {
      const code = text.codePointAt(i)!;
      if (code > 0xffff) this.wide.push(points);
      i += code > 0xffff ? 2 : 1;
    }
    this.length = points;
  }
  /** The UTF-16 place of a code point. */
  unit(point: number): number {
    return point + this.before(point);
  }
  /** The code points from start to end. */
  slice(start: number, end: number): string {
    return this.text.slice(this.unit(start), this.unit(end));
  }
  private before(point: number): number {
    let low = 0;
    let high = this.wide.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wide[middle]! < point) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
