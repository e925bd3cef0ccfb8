# title: another CentOS than the one asked for
# fails: centos-version centos-rm both-tried
# says: There was never a container with image ‘centos:7’
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos sh -c 'yum update -y curl && curl --version'
answer newer ubuntu
docker container ls -a
