import { AccountMail } from '#mails/account_mail'
import type SignIn from '#models/sign_in'
import type User from '#models/user'

/** When somebody signs in from a browser or device not seen before (ASVS 6.3.5). */
export default class NewSignInMail extends AccountMail {
  readonly kind = 'new_sign_in'
  subject = 'New sign-in to your account'

  constructor(
    user: User,
    private signIn: SignIn,
    private token: string
  ) {
    super(user)
  }

  protected facts() {
    const { name, kind, ipAddress, createdAt } = this.signIn
    return {
      device: name,
      isApp: kind === 'app',
      ipAddress: ipAddress ?? 'unknown',
      when: createdAt.toUTC().setLocale('en').toFormat("d LLLL yyyy, HH:mm 'UTC'"),
      link: this.link(`/end-sign-in/${this.token}`),
    }
  }
}
