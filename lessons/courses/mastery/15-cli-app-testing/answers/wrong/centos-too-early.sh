# title: the version was asked before the update
# fails: centos-version centos-rm
# says: should come before ‘curl --version’
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'curl --version; yum update -y curl'
answer newer ubuntu
docker container ls -a
