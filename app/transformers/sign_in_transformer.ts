import { BaseTransformer } from '@adonisjs/core/transformers'
import vine from '@vinejs/vine'
import type SignIn from '#models/sign_in'
import { isoTime } from '#transformers/iso_time'
import { shape, type Shaped, text, time, uuidText } from '#transformers/shape'

export default class SignInTransformer extends BaseTransformer<SignIn> {
  static readonly schema = shape('SignIn', {
    id: uuidText(),
    kind: vine.enum(['browser', 'app']),
    name: text('My phone'),
    ipAddress: text('203.0.113.7').nullable(),
    userAgent: text('Gatehouse/1.0 (Android 16)').nullable(),
    createdAt: time(),
    lastSeenAt: time(),
    expiresAt: time(),
    current: vine
      .boolean({ strict: true })
      .meta({ description: 'Whether this request comes from it.' }),
  })

  constructor(
    resource: SignIn,
    private currentId: string | undefined
  ) {
    super(resource)
  }

  toObject(): Shaped<typeof SignInTransformer.schema> {
    const { id, kind, name, ipAddress, userAgent } = this.resource
    return {
      id,
      kind,
      name,
      ipAddress,
      userAgent,
      createdAt: isoTime(this.resource.createdAt),
      lastSeenAt: isoTime(this.resource.lastSeenAt),
      expiresAt: isoTime(this.resource.expiresAt),
      current: id === this.currentId,
    }
  }
}
