import env from '#start/env'

/** What people may keep. Sizes are in bytes. */
export const fileLimits = {
  largest: env.get('FILE_MAX_BYTES'),

  /** For all files of one account, those in the bin included. */
  quota: env.get('FILE_QUOTA_BYTES'),

  /** Of one account, those in the bin included: empty ones take no bytes, but a row each. */
  mostFiles: env.get('FILE_MAX_COUNT'),

  /** Media types that are taken; `image/*` stands for all of its kind. */
  mediaTypes: env.get('FILE_MEDIA_TYPES'),

  /** Hours in which an upload that is tried again is known by its Idempotency-Key. */
  idempotencyKeys: 24,
}
