import { errors } from '@vinejs/vine'

type Fault = { field: string; rule: string; message: string }

/** What JSON and nested form fields can put where text is expected. */
export const NOT_TEXT = [42, true, {}, [], ['ann'], { $ne: null }]

/** Everything that a validator finds wrong; empty if it takes the input. */
export async function faultsOf(validation: Promise<unknown>): Promise<Fault[]> {
  try {
    await validation
    return []
  } catch (error) {
    if (error instanceof errors.E_VALIDATION_ERROR) return error.messages
    throw error
  }
}

/** The rule that each field breaks. */
export async function rulesOf(validation: Promise<unknown>): Promise<Record<string, string>> {
  const faults = await faultsOf(validation)
  return Object.fromEntries(faults.map(({ field, rule }) => [field, rule]))
}
