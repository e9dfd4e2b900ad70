import type { ProblemCode } from '#exceptions/catalogue/kinds'

/** What is said where a code alone leaves open what went wrong, by code and by what it was. */
export const SENTENCES = {
  bad_request: {
    addressUnreadable: 'The address contains characters that cannot be read.',
    targetUnreadable: 'The address cannot be read.',
    hostMissing: 'The Host header is missing.',
    hostRepeated: 'Send one Host header, not several.',
    hostUnreadable: 'The Host header cannot be read.',
    expectation: 'Expect can only be 100-continue here.',
    authorizationRepeated: 'Send one Authorization header, not several.',
    idempotencyKey: 'Idempotency-Key must be 1 to 255 visible ASCII characters.',
    methodInBody: 'The method cannot be changed by a field of the body.',
    methodUnknown: 'The address of a form can name PUT, PATCH or DELETE.',
    bodyUnreadable: 'The body cannot be read.',
    bodyUndecodable: 'The body contains characters that cannot be read.',
    bodyCutShort: 'The body ended too early.',
    boundaryMissing: 'The Content-Type names no boundary.',
    partsUnreadable: 'The parts of the form cannot be told apart.',
    partHeader: 'A part of the form has a header that cannot be read.',
    partEncoded: 'Send the parts of the form without a transfer encoding.',
    partUndecodable: 'The form contains characters that cannot be read.',
    fieldUnknown: 'The form has a field that is not known here.',
    fieldRepeated: 'The form has the same field twice.',
    fileField: 'Send the file in the field "{field}".',
    fileNotLast: 'Send one file at a time, as the last part of the form.',
  },
  invalid_grant: {
    deviceCode: 'This device code is unknown or has been used. Ask for another.',
  },
  forbidden: {
    personalToken: 'A personal token cannot do that. Sign in instead.',
    tokenOnForm: 'This form does not take a token. Apps use the API.',
    tokenInBrowser: 'This is for browsers. Apps sign in at POST /api/v1/tokens.',
  },
  conflict: {
    formSentAlready:
      'This form has already been sent. To do it once more, send it again from here.',
    keyUnderWay: 'The first request with this key is still under way. Try again in a moment.',
    inBin: 'This file is in the bin.',
    inBinToRestore: 'This file is in the bin. Restore it first.',
    notInBin: 'This file is not in the bin.',
    tooManyShares: 'A file can be shared {most} times. Revoke a share first.',
    tooManyLinks: 'A file can have {most} links. Revoke one first.',
    emailOfAnother: 'That e-mail address now belongs to another account.',
    emailOfUnconfirmed:
      'That e-mail address belongs to another account, which has not confirmed it. Sign in to your own account and follow the link again.',
    mailIsGone: 'The text of that mail is no longer kept, and it cannot be written again.',
    mailNotNeeded: 'That account waits for no confirmation any more.',
    bulkActionEnded: 'That has come to its end already.',
    superUserThere: 'There is a super user already: {username}. The role can be handed over.',
    superUser:
      'This account is the super user, who cannot be suspended or deleted. Hand the role over first.',
    notDeleted: '{username} is not deleted.',
    deletedAccount: 'A deleted account cannot be suspended.',
    scrubbedAccount: 'This account was deleted too long ago.',
    hasEmail: '{username} already has an e-mail address.',
    emailGivenUp:
      'The address of this account was removed from it. Give the account another one: --email=name@example.org.',
    emailTakenMeanwhile:
      '{email} now belongs to another account. Give the account another address: --email=name@example.org.',
    notActive: '{username} is {status}.',
    sameAccount: 'Both are the same account.',
    filesBeingRemoved: 'Those files are being deleted for good.',
    roomForBytes:
      '{username} has room for {room} of {size} bytes. Use --over-quota to go ahead anyway.',
    roomForFiles:
      '{username} has room for {room} of {count} files. Use --over-quota to go ahead anyway.',
  },
  payload_too_large: {
    file: 'That file is too large. One file can have up to {size}.',
    form: 'That is more than you have room for. One file can have up to {size}.',
    quota:
      'There is not enough room in your quota for that file. Delete other files for good to make some.',
    files:
      'You can have up to {most} files, including those in the bin. Delete some for good to make room.',
    parts: 'The form has too many parts.',
  },
  unsupported_media_type: {
    compressed: 'Send {accepted} uncompressed.',
    charset: 'Send {accepted} in UTF-8.',
    program: 'Programs cannot be uploaded here ({type}).',
    file: 'Files of the type {type} cannot be uploaded here.',
  },
  too_many_requests: {
    uploads: 'You have too many uploads under way. Please wait until one of them has finished.',
  },
} satisfies Partial<Record<ProblemCode, Record<string, string>>>

export type SentenceOf<Code extends keyof typeof SENTENCES> = keyof (typeof SENTENCES)[Code]
