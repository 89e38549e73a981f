/** By how much the server's clock is ahead, so that calls are allowed in New York at any hour of the run. */
export function untilNoonInNewYork(): string {
  const day = 86_400;
  const noon = 17 * 3_600;
  const now = Math.floor(Date.now() / 1_000) % day;
  return `+${(noon - now + day) % day}s`;
}
