// Long lists: only rows that can be seen are in the page.

const BEYOND = 12; // rows around what is seen

class Rows {
  /** `draw(row, number)` makes the element of a row. */
  constructor(holder, draw) {
    this.holder = holder;
    this.draw = draw;
    this.inner = el("div", { class: "inner", role: "presentation" });
    this.holder.append(this.inner);
    this.rows = [];
    this.tops = new Float64Array(1);
    this.drawn = new Map();
    this.onScroll = () => this.update();
    holder.addEventListener("scroll", this.onScroll, { passive: true });
    this.watcher = new ResizeObserver(() => this.update());
    this.watcher.observe(holder);
  }

  /** Other rows; `height(row)` in pixels. */
  set(rows, height) {
    this.rows = rows;
    this.tops = new Float64Array(rows.length + 1);
    for (let i = 0; i < rows.length; i++) this.tops[i + 1] = this.tops[i] + height(rows[i]);
    this.inner.style.height = `${this.tops[rows.length]}px`;
    this.redraw();
  }

  /** Draws again what is seen. */
  redraw() {
    for (const node of this.drawn.values()) node.remove();
    this.drawn.clear();
    this.update();
  }

  update() {
    const top = this.holder.scrollTop;
    const first = Math.max(this.at(top) - BEYOND, 0);
    const last = Math.min(this.at(top + this.holder.clientHeight) + BEYOND, this.rows.length - 1);
    for (const [number, node] of this.drawn) {
      if (number < first || number > last) {
        node.remove();
        this.drawn.delete(number);
      }
    }
    const added = document.createDocumentFragment();
    for (let number = first; number <= last; number++) {
      if (this.drawn.has(number)) continue;
      const node = this.draw(this.rows[number], number);
      node.style.transform = `translateY(${this.tops[number]}px)`;
      node.style.height = `${this.tops[number + 1] - this.tops[number]}px`;
      this.drawn.set(number, node);
      added.append(node);
    }
    this.inner.append(added);
  }

  /** The number of the row at a height. */
  at(height) {
    let low = 0;
    let high = this.rows.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.tops[middle] <= height) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Scrolls until a row is seen; `share` of what is seen is above it, unless it is seen already. */
  reveal(number, share = 0.4, always = false) {
    const height = this.holder.clientHeight;
    const [top, bottom] = [this.tops[number], this.tops[number + 1]];
    const room = Math.min(60, height / 4);
    const isSeen = top >= this.holder.scrollTop + room && bottom <= this.holder.scrollTop + height - room;
    if (always || !isSeen) this.holder.scrollTop = Math.max(0, top - height * share);
    this.update();
  }

  end() {
    this.holder.removeEventListener("scroll", this.onScroll);
    this.watcher.disconnect();
  }
}
