import type { Me, PageSignature } from "../../../models/shared/contracts/read";
import { request } from "./client";
import { withQuery } from "./records";

/** A code, and the state that came with it: the server knows whether this browser asked for it. */
export interface SignInCode {
  code: string;
  platform: string;
  state: string | null;
}

export const signIn = ({ platform, ...body }: SignInCode) => request<Me>("POST", `/auth/${platform}`, { body });

export const getMe = () => request<Me>("GET", "/me");

export const signOut = () => request<undefined>("POST", "/auth/logout");

/** The platforms one can sign in with. */
export const getConnected = () => request<{ platforms: string[] }>("GET", "/auth");

/** Where a browser without a session goes; it comes back to `returnTo` with a code. */
export const getSignInUrl = (platform: string, returnTo: string, insideClient: boolean) =>
  request<{ url: string; state: string }>(
    "GET",
    withQuery(`/auth/${platform}/url`, { returnTo, inside: insideClient ? 1 : null }),
  );

export const getPageSignature = (platform: string, url: string) =>
  request<PageSignature>("GET", withQuery(`/auth/${platform}/signature`, { url }));
