# title: curl was updated in one container and asked in another
# fails: centos-version centos-rm
# says: were run in two containers
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker run --rm centos:7 yum update -y curl
docker run --rm centos:7 curl --version
answer newer ubuntu
docker container ls -a
