// @ts-check
// Scripts that are loaded when they are needed.

/**
 * Load a classic script of the site, which works from a disk as well; rejected where it cannot be had.
 *
 * @param {string} address
 * @returns {Promise<void>}
 */
export function loadScript(address) {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    const fail = () => {
      script.remove();
      reject(new Error(address));
    };
    script.addEventListener("load", () => resolve());
    script.addEventListener("error", fail);
    try {
      script.src = address;
    } catch {
      // The host forbids addresses that a script sets (Trusted Types).
      fail();
      return;
    }
    document.head.append(script);
  });
}
