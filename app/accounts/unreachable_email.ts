const UNREACHABLE = /^deleted-\d+@invalid$/

/** Replaces the address of a deleted account. No real email address looks like this, so nobody can have it. */
export const unreachableEmail = ({ id }: { id: number }) => `deleted-${id}@invalid`

export const isUnreachable = (email: string) => UNREACHABLE.test(email)
