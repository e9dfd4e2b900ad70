/** All endpoints stood on one page: an address of that time, /docs/api#getMe, leads to the page of its own. */
const named = document.getElementById(location.hash.slice(1))
const link = named?.matches('li') && named.querySelector('a')
if (link) location.replace(link.href)
export {}
