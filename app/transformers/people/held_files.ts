import vine from '@vinejs/vine'
import { wholeNumber } from '#transformers/shape'

/** What somebody stores, and their limits: only for a person's own page, not in lists. */
export const HELD_FILES = {
  files: vine
    .object({
      count: wholeNumber(12),
      limit: wholeNumber(100_000),
      bytes: wholeNumber(52_428_800),
      quotaBytes: wholeNumber(1_073_741_824),
    })
    .optional(),
  ownLimits: vine
    .object({
      quotaBytes: wholeNumber(1_073_741_824).nullable(),
      fileLimit: wholeNumber(100_000).nullable(),
    })
    .optional(),
}
