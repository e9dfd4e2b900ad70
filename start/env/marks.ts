import { rules } from '#start/env/rules'

const QUOTED = /^(["'`]).*\1$/s

export const isQuoted = (value: string) => QUOTED.test(value)

/**
 * Refuses quotation marks, which a shell or .env removes but a container's list of variables keeps, and blanks at the
 * ends, such as the carriage return of a file written on Windows.
 * @throws E_INVALID_ENV
 */
export function refuseMarks(names: string[]) {
  for (const name of names) {
    const value = process.env[name] ?? ''
    if (isQuoted(value)) rules.refuse(name, 'is in quotation marks. Leave them out.')
    if (value.trim() && value !== value.trim() && !/PASSWORD|SECRET/.test(name))
      rules.refuse(name, 'begins or ends with a blank. Leave it out.')
  }
}
