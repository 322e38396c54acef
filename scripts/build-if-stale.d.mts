export function buildIfStale(): boolean
