import type { SelectOption } from '../../components/select.tsx'

/** The values of a setting with their words, in the order of the values. */
export function optionsOf<Value extends string>(
  values: readonly Value[],
  labels: Readonly<Record<Value, string>>,
): SelectOption<Value>[] {
  return values.map((value) => ({ value, label: labels[value] }))
}
