import { BaseTransformer } from '@adonisjs/core/transformers'
import type SignIn from '#models/sign_in'
import { isoTime } from '#transformers/iso_time'

export default class SignInTransformer extends BaseTransformer<SignIn> {
  constructor(
    resource: SignIn,
    private currentId: string | undefined
  ) {
    super(resource)
  }

  toObject() {
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
