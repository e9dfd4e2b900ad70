import type { I18n } from '@adonisjs/i18n'
import { linkLifetime } from '#config/service/sharing'
import { DAY, durationInWords, HOUR } from '#words/duration'

const { usual, longest } = linkLifetime

const capitalised = (text: string) => text[0].toUpperCase() + text.slice(1)

const choices = [...new Set([usual, HOUR, DAY, 7 * DAY, longest])]
  .filter((seconds) => seconds <= longest)
  .sort((one, other) => one - other)

/** The lifetimes that the form for a link offers, in seconds, as options of a select. */
export const linkChoices = (words: I18n) =>
  choices.map((seconds) => ({
    value: String(seconds),
    label: capitalised(durationInWords(seconds, words)),
  }))

export const usualLinkChoice = String(usual)
