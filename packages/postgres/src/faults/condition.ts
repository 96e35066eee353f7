/** Waits until the condition gives a value other than false and undefined, and returns it; throws after a minute. */
export async function until<T>(
  what: string,
  condition: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const value = await condition();
    if (value !== undefined && value !== false) return value;
    if (Date.now() > end) throw new Error(`Waited a minute for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
