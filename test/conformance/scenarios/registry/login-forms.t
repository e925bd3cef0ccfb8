# title: login and logout, every way
# topic: registry
# needs: hub account student/dckr_pat_practice, registry at localhost:5000 (open), localhost:5001 (student/practice)

$ docker login -u student -p dckr_pat_practice
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
!
! WARNING! Your credentials are stored unencrypted in '<HOME>/.docker/config.json'.
! Configure a credential helper to remove this warning. See
! https://docs.docker.com/go/credential-store/

$ cat ~/.docker/config.json
{
	"auths": {
		"https://index.docker.io/v1/": {
			"auth": "c3R1ZGVudDpkY2tyX3BhdF9wcmFjdGljZQ=="
		}
	}
}

$ docker login -u student -p dckr_pat_practice docker.io
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.

$ docker login -u student -p dckr_pat_practice https://index.docker.io/v1/
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.

$ docker login -u student -p dckr_pat_practice registry-1.docker.io
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
!
! WARNING! Your credentials are stored unencrypted in '<HOME>/.docker/config.json'.
! Configure a credential helper to remove this warning. See
! https://docs.docker.com/go/credential-store/

$ docker login
Login Succeeded
! Authenticating with existing credentials... [Username: student]
!
!  Info -> To login with a different account, run 'docker logout' followed by 'docker login'

$ docker login docker.io
Login Succeeded
! Authenticating with existing credentials... [Username: student]
!
!  Info -> To login with a different account, run 'docker logout' followed by 'docker login'

$ docker login localhost:5001
! Error: Cannot perform an interactive login from a non TTY device
[1]

$ docker login -u student
! Error: Cannot perform an interactive login from a non TTY device
[1]

$ docker login localhost:5001 -u student -p practice
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
!
! WARNING! Your credentials are stored unencrypted in '<HOME>/.docker/config.json'.
! Configure a credential helper to remove this warning. See
! https://docs.docker.com/go/credential-store/

$ cat ~/.docker/config.json
{
	"auths": {
		"https://index.docker.io/v1/": {
			"auth": "c3R1ZGVudDpkY2tyX3BhdF9wcmFjdGljZQ=="
		},
		"localhost:5001": {
			"auth": "c3R1ZGVudDpwcmFjdGljZQ=="
		},
		"registry-1.docker.io": {
			"auth": "c3R1ZGVudDpkY2tyX3BhdF9wcmFjdGljZQ=="
		}
	}
}

$ docker login localhost:5001
Login Succeeded
! Authenticating with existing credentials... [Username: student]
!
!  Info -> To login with a different account, run 'docker logout' followed by 'docker login'

$ docker login http://localhost:5001 -u student -p practice
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.

$ docker login https://localhost:5001/v2/ -u student -p practice
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.

$ docker login localhost:5000 -u any -p thing
Login Succeeded
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
!
! WARNING! Your credentials are stored unencrypted in '<HOME>/.docker/config.json'.
! Configure a credential helper to remove this warning. See
! https://docs.docker.com/go/credential-store/

$ docker login localhost:5001 -u nobody -p practice
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
! Error response from daemon: login attempt to http://localhost:5001/v2/ failed with status: 401 Unauthorized
[1]

$ docker logout nosuch.example.com
Removing login credentials for nosuch.example.com

$ docker logout localhost:5001
Removing login credentials for localhost:5001

$ docker logout localhost:5001
Removing login credentials for localhost:5001

$ docker logout a b
! docker: 'docker logout' requires at most 1 argument
!
! Usage:  docker logout [SERVER]
!
! SRun 'docker logout --help' for more information
[1]

$ docker login a b
! docker: 'docker login' requires at most 1 argument
!
! Usage:  docker login [OPTIONS] [SERVER]
!
! SRun 'docker login --help' for more information
[1]

$ docker login -u '' -p x
! username is empty
[1]

$ docker login -u student -p ''
! password is empty
[1]

$ docker login -u student -p x --password-stdin
! conflicting options: cannot specify both --password and --password-stdin
[1]

$ printf '' | docker login -u student --password-stdin
! Error: Cannot perform an interactive login from a non TTY device
[1]

$ printf 'dckr_pat_practice' | docker login -u student --password-stdin
Login Succeeded

$ printf 'dckr_pat_practice\n\n' | docker login -u student --password-stdin
Login Succeeded

$ printf 'dckr_pat_practice\r\n' | docker login -u student --password-stdin
Login Succeeded

$ docker login --password x
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
! Error: Cannot perform an interactive login from a non TTY device
[1]

$ docker login nosuch.example.com -u a -p b
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
! Error response from daemon: Get "https://nosuch.example.com/v2/": dial tcp: lookup nosuch.example.com on 8.8.8.8:53: no such host
[1]

$ docker login 127.0.0.1:1 -u a -p b
! WARNING! Using --password via the CLI is insecure. Use --password-stdin.
! Error response from daemon: Get "http://127.0.0.1:1/v2/": dial tcp 127.0.0.1:1: connect: connection refused
[1]

$ docker logout docker.io
Removing login credentials for docker.io

$ docker logout
Removing login credentials for https://index.docker.io/v1/

$ cat ~/.docker/config.json
{
	"auths": {
		"localhost:5000": {
			"auth": "YW55OnRoaW5n"
		},
		"registry-1.docker.io": {
			"auth": "c3R1ZGVudDpkY2tyX3BhdF9wcmFjdGljZQ=="
		}
	}
}
