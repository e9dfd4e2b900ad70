import env from '#start/env'

/** Limits for people's files. Sizes are in bytes. */
export const fileLimits = {
  largest: env.get('FILE_MAX_BYTES'),

  /** For all files of one account, including those in the bin. */
  quota: env.get('FILE_QUOTA_BYTES'),

  /** Per account, including those in the bin: empty files take no bytes, but a row each. */
  mostFiles: env.get('FILE_MAX_COUNT'),

  /** Accepted media types; `image/*` stands for all images. */
  mediaTypes: env.get('FILE_MEDIA_TYPES'),

  /** Hours for which a retried upload is recognized by its Idempotency-Key. */
  idempotencyKeys: 24,
}
