/** Where the stubs of our own make: commands are. */
export const stubsRoot = import.meta.dirname
