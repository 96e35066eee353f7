/** Two colours of which one is read on the other, by the names of their tokens. */
export interface Contrast {
  readonly words: string;
  readonly ground: string;
  /** From 1 to 21, as WCAG 2.2 defines it. */
  readonly ratio: number;
}

// What WCAG 2.2 AA asks of words of ordinary size (1.4.3).
const ENOUGH = 4.5;

const GROUNDS: Readonly<Record<string, readonly string[]>> = {
  text: ['bg', 'surface', 'accent-soft'],
  'text-muted': ['bg', 'surface'],
  accent: ['bg', 'surface', 'accent-soft'],
  'accent-text': ['accent'],
  danger: ['bg'],
  warning: ['bg', 'warning-soft'],
  success: ['bg'],
};

const warned = new Set<string>();

/** How every two colours that an element may draw on each other stand to one another, as it is shown now. */
export function contrastsOf(element: Element): readonly Contrast[] {
  const probe = document.createElement('i');
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  if (!canvas || !element.shadowRoot) return [];
  element.shadowRoot.append(probe);
  const colourOf = (token: string): string => {
    probe.style.color = `var(--_${token.replace('text-muted', 'muted')})`;
    return getComputedStyle(probe).color;
  };
  const found = Object.entries(GROUNDS).flatMap(([words, grounds]) =>
    grounds.map((ground) => {
      const under = luminanceOn(canvas, 'white', colourOf(ground));
      const over = luminanceOn(canvas, colourOf(ground), colourOf(words));
      return { words, ground, ratio: (Math.max(under, over) + 0.05) / (Math.min(under, over) + 0.05) };
    }),
  );
  probe.remove();
  return found;
}

/** Says in the console, once for each pair of tokens and page, where the page's colours can hardly be read. */
export function warnOfContrast(element: Element): void {
  if (matchMedia('(forced-colors: active)').matches) return;
  for (const { words, ground, ratio } of contrastsOf(element)) {
    const pair = `--taiwa-${words} on --taiwa-${ground}`;
    if (ratio >= ENOUGH || warned.has(pair)) continue;
    warned.add(pair);
    console.warn(`taiwa: ${pair} has a contrast of ${ratio.toFixed(1)}:1; words need ${ENOUGH}:1 (WCAG 2.2, 1.4.3).`);
  }
}

/** The relative luminance of a colour as it looks on another one, through which it may let it shine. */
function luminanceOn(canvas: CanvasRenderingContext2D, ground: string, colour: string): number {
  for (const one of ['white', ground, colour]) {
    canvas.fillStyle = one;
    canvas.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((channel) => {
    const part = channel / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
