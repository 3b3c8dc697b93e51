/** Several files or ids that were typed into one field, separated by commas of any script. */
export function severalOf(text: string): readonly string[] {
  return text
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
