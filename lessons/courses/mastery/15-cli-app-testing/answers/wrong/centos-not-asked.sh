# title: curl was updated, and its version not asked
# fails: centos-version centos-rm
# says: ‘curl --version’ was not run in a container with image ‘centos:7’ yet
docker container run --rm ubuntu:14.04 sh -c 'apt-get update && apt-get install -y curl && curl --version'
docker container run --rm centos:7 sh -c 'yum update -y curl'
answer newer ubuntu
docker container ls -a
