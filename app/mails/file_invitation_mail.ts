import { AccountMail } from '#mails/account_mail'
import { describeShare } from '#mails/share_facts'
import { retention } from '#config/retention'
import type FileShare from '#models/file_share'
import type User from '#models/user'

/**
 * To an address that no account has confirmed, when a file is shared with whoever has it. To the outbox it is a mail
 * of the owner, with whom it goes.
 */
export default class FileInvitationMail extends AccountMail {
  readonly kind = 'file_invitation'
  subject: string

  constructor(
    private owner: User,
    private share: FileShare
  ) {
    super(owner, share.email!)
    this.subject = `${owner.username} shares a file with you`
  }

  protected facts() {
    return {
      ...describeShare(this.owner, this.share),
      username: null,
      email: this.share.email,
      days: retention.invitations,
      reason: `This mail was sent because ${this.owner.username} entered your address.`,
      link: this.link('/register'),
      signInLink: this.link('/login'),
    }
  }
}
