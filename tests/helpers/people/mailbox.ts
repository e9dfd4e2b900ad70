import { MailWorker } from '#jobs/mail_worker'
import OutgoingMail from '#models/outgoing_mail'

/** Does what the worker inside the server does: in tests it works when it is asked to. */
export const deliverMails = () => new MailWorker().drain()

/** What has been written to an address, oldest first. */
export async function mailsTo(address: string) {
  await deliverMails()
  return OutgoingMail.query().where('recipient', address).orderBy('created_at').orderBy('id')
}

export const kindsOfMailsTo = async (address: string) =>
  (await mailsTo(address)).map(({ kind }) => kind)

/** The newest mail of a kind to an address. */
export async function newestMail(address: string, kind: string) {
  const mail = (await mailsTo(address)).findLast((sent) => sent.kind === kind)
  if (!mail) throw new Error(`No ${kind} has been written to ${address}`)
  return mail
}

/** The path of the link in the newest mail of a kind, and the token at its end. */
export async function linkIn(address: string, kind: string) {
  const { text } = await newestMail(address, kind)
  const path = /^https?:\/\/[^/\s]+(\/\S+)$/m.exec(text!)?.[1]
  if (!path) throw new Error(`No link in ${text}`)
  return { path, token: path.split('/').at(-1)! }
}
