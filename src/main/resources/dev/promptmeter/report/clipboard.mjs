/** Copies a text and says what came of it. */
export async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    return 'the browser does not allow copying';
  }
}
