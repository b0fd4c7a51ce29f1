// Puts text on the clipboard and says whether that worked.

import { toast } from "./floating.js";
import { t } from "./strings.js";

export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("copied"));
  } catch {
    toast(t("copy_failed"), { error: true });
  }
}
