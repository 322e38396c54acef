/**
 * The shape that another language must have: the same keys, texts for texts, and functions of the same facts for
 * functions. A text that is missing in a language is a compile error, and so is one too many.
 */
export type Wording<English> = {
  readonly [Key in keyof English]: English[Key] extends string
    ? string
    : English[Key] extends (...facts: infer Facts) => string
      ? (...facts: Facts) => string
      : Wording<English[Key]>
}
