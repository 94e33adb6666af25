// Characters that cannot be seen, or that turn text around, are shown as what they are.
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

export function visible(text) {
  return String(text).replace(UNSEEN, (one) => {
    const hex = one.codePointAt(0).toString(16).toUpperCase().padStart(4, '0');
    return `⟨U+${hex}⟩`;
  });
}

export function oneLine(text) {
  return visible(text).replace(/\s+/gu, ' ').trim();
}
