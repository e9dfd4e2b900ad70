import { linkLifetime } from '#config/sharing'
import { DAY, durationInWords, HOUR } from '#words/duration'

const { usual, longest } = linkLifetime

const capitalised = (text: string) => text[0].toUpperCase() + text.slice(1)

/** How long a link can be good for, in seconds: what the form for one offers, as a select takes it. */
export const linkChoices = [...new Set([usual, HOUR, DAY, 7 * DAY, longest])]
  .filter((seconds) => seconds <= longest)
  .sort((one, other) => one - other)
  .map((seconds) => ({ value: String(seconds), label: capitalised(durationInWords(seconds)) }))

export const usualLinkChoice = String(usual)
