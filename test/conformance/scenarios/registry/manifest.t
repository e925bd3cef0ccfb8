# title: manifest
# topic: registry
# images: alpine
# needs: hub account student/dckr_pat_practice, registry at localhost:5000 (open), localhost:5001 (student/practice)

$ docker manifest inspect alpine
{
	"schemaVersion": 2,
	"mediaType": "application/vnd.docker.distribution.manifest.v2+json",
	"config": {
		"mediaType": "application/vnd.docker.container.image.v1+json",
		"size": <N>,
		"digest": "<DIGEST:a>"
	},
	"layers": [
		{
			"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
			"size": <N>,
			"digest": "<DIGEST:b>"
		}
	]
}

$ docker manifest inspect -v alpine
{
	"Ref": "docker.io/library/alpine:latest",
	"Descriptor": {
		"mediaType": "application/vnd.docker.distribution.manifest.v2+json",
		"digest": "<DIGEST>",
		"size": <N>,
		"platform": {
			"architecture": "amd64",
			"os": "linux"
		}
	},
	"Raw": "<*>",
	"SchemaV2Manifest": {
		"schemaVersion": 2,
		"mediaType": "application/vnd.docker.distribution.manifest.v2+json",
		"config": {
			"mediaType": "application/vnd.docker.container.image.v1+json",
			"size": <N>,
			"digest": "<DIGEST:a>"
		},
		"layers": [
			{
				"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
				"size": <N>,
				"digest": "<DIGEST:b>"
			}
		]
	}
}

$ docker manifest inspect nosuchimage_abc
! errors:
! denied: requested access to the resource is denied
! unauthorized: authentication required
[1]

$ docker manifest inspect alpine:nosuch
! no such manifest: docker.io/library/alpine:nosuch
[1]

$ docker manifest inspect
! docker: 'docker manifest inspect' requires at least 1 and at most 2 arguments
!
! Usage:  docker manifest inspect [OPTIONS] [MANIFEST_LIST] MANIFEST
!
! Run 'docker manifest inspect --help' for more information
[1]

$ docker manifest inspect a b c
! docker: 'docker manifest inspect' requires at least 1 and at most 2 arguments
!
! Usage:  docker manifest inspect [OPTIONS] [MANIFEST_LIST] MANIFEST
!
! Run 'docker manifest inspect --help' for more information
[1]

$ docker tag alpine localhost:5000/m; docker push -q localhost:5000/m
localhost:5000/m:latest

$ docker manifest inspect localhost:5000/m
! no such manifest: localhost:5000/m:latest
[1]

$ docker manifest inspect --insecure localhost:5000/m
{
	"schemaVersion": 2,
	"mediaType": "application/vnd.docker.distribution.manifest.v2+json",
	"config": {
		"mediaType": "application/vnd.docker.container.image.v1+json",
		"size": <N>,
		"digest": "<DIGEST:a>"
	},
	"layers": [
		{
			"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip",
			"size": <N>,
			"digest": "<DIGEST:b>"
		}
	]
}

$ docker manifest inspect localhost:5001/m
! no such manifest: localhost:5001/m:latest
[1]

$ docker manifest inspect Bad
! invalid reference format: repository name (library/Bad) must be lowercase
[1]

