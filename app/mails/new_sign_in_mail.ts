import { AccountMail } from '#mails/account_mail'
import type SignIn from '#models/sign_in'
import type User from '#models/user'
import { pointInTime } from '#words/point_in_time'

/** When somebody signs in from a browser or device not seen before (ASVS 6.3.5). */
export default class NewSignInMail extends AccountMail {
  readonly kind = 'new_sign_in'

  constructor(
    user: User,
    private signIn: SignIn,
    private token: string
  ) {
    super(user)
  }

  protected words() {
    return { device: this.signIn.name }
  }

  protected facts() {
    const { kind, ipAddress, createdAt } = this.signIn
    return {
      kind,
      ipAddress,
      when: pointInTime(createdAt, this.i18n),
      link: this.link(`/end-sign-in/${this.token}`),
    }
  }
}
