import type { PressSeen } from "../../../models/shared/contracts/read";
import { request } from "./client";

export const lookAtPress = (token: string) => request<PressSeen>("GET", `/chat/actions/${encodeURIComponent(token)}`);
