const UNREACHABLE = /^deleted-\d+@invalid$/

/** What stands where an account had an address. No email address can look like this, so nobody has it. */
export const unreachableEmail = ({ id }: { id: number }) => `deleted-${id}@invalid`

export const isUnreachable = (email: string) => UNREACHABLE.test(email)
