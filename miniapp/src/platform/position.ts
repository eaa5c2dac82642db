import type { Position } from "../../../models/shared/contracts/visits";

/** Where the phone is, and the address where its client tells one. */
export interface Located {
  position: Position;
  place: string | null;
}

export type LocationProblem = "denied" | "unavailable" | "insecure";

/** Why there is no position: said as it is, never filled in. */
export class NoPosition extends Error {
  override name = "NoPosition";
  constructor(readonly problem: LocationProblem) {
    super(problem);
  }
}

const OPTIONS: PositionOptions = { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 };

/** The browser's own locating, as satellites see it. */
export function locateByBrowser(): Promise<Located> {
  // Without https a browser has the call and refuses it.
  if (!window.isSecureContext) return Promise.reject(new NoPosition("insecure"));
  if (!("geolocation" in navigator)) return Promise.reject(new NoPosition("unavailable"));
  return new Promise((resolve, reject) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve({ position: { latitude, longitude, accuracy, system: "wgs84", source: "browser" }, place: null }),
      ({ code, PERMISSION_DENIED }) => reject(new NoPosition(code === PERMISSION_DENIED ? "denied" : "unavailable")),
      OPTIONS,
    );
  });
}

/** A number, also where a client hands it over as text; null for neither. */
const numberOf = (value: unknown): number | null => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
};

/** What a chat client answered, in the system of Chinese maps. */
export function readClientLocation(answer: unknown): Located {
  const told = (answer ?? {}) as Record<string, unknown>;
  const [latitude, longitude] = [numberOf(told.latitude), numberOf(told.longitude)];
  if (latitude === null || longitude === null) throw new NoPosition("unavailable");
  const isMock = told.isFromMock === true || told.isFromMock === "true";
  const place =
    typeof told.address === "string" && told.address.trim() !== "" ? told.address.trim().slice(0, 200) : null;
  return {
    position: {
      ...{ latitude, longitude, accuracy: numberOf(told.accuracy), system: "gcj02" },
      source: isMock ? "mock" : "client",
    },
    place,
  };
}

/** The client's locating where there is one; a client that cannot leaves it to the browser it shows the page in. */
export async function locateBy(client: () => Promise<unknown>): Promise<Located> {
  try {
    return readClientLocation(await client());
  } catch {
    return locateByBrowser();
  }
}
